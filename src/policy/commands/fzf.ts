// What keys and previews of fzf do. Source: fzf(1), AVAILABLE ACTIONS.

/** Actions of fzf(1) that move, choose and leave; those that run a command are not among them. */
export const harmlessBind =
  /^[\w/?<>[\]\\;'`.^-]+:(?:(?:abort|accept(?:-non-empty)?|backward-\w+(?:-\w+)*|beginning-of-line|end-of-line|cancel|clear-\w+|close|delete-char(?:\/eof)?|deselect(?:-all)?|disable-search|enable-search|down|up|first|last|forward-\w+|half-page-\w+|ignore|jump(?:-accept)?|kill-\w+|next-\w+|offset-\w+|page-\w+|prev(?:ious)?-\w+|preview-(?:bottom|down|half-page-down|half-page-up|page-down|page-up|top|up)|hide-preview|show-preview|toggle(?:-[a-z]+)*|toggle\+\w+|print-query|put|refresh-preview|replace-query|select(?:-all)?|track(?:-current)?|unix-line-discard|yank|change-(?:prompt|header|query|preview-window|border-label|nth|multi)\([^()]*\)|pos\([^()]*\)|print\([^()]*\)|unbind\([^()]*\)|rebind\([^()]*\))(?:\+(?=[a-z])|$))+$/u;
/** A preview by a program that only shows the chosen line or file. */
export const plainViewer =
  /^(?:cat|bat|batcat|head|tail|ls|file|tree|eza|stat|wc|echo)(?: -[\w-]+(?:=[\w-]+)?| \d+)* '?\{[\w.+]*\}'?$/u;
