// A loop without a known end that leaves processes behind is never safe.
import { passes, stops } from '../../../support/policy/lists.ts';

stops(`
while true; do sleep 1 & done
while true; do wait; sleep 1 & disown; done
until false; do cat f & done
while ls; do grep x f & done
for ((;;)); do sleep 9 & done
`);

passes(`
for i in 1 2; do sleep 1 & done
while true; do sleep 1; ls; done
while ls && sleep 1; do ls 2>&1; done
`);
