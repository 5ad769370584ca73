// Makefiles and justfiles behind a line.
import { decidesIn } from './following.ts';

const make = (text: string): Record<string, string> => ({ Makefile: text });

for (const line of [
  'make',
  'make hello',
  'make -s hello',
  'gmake hello',
  'make -C . hello',
  'make -f Makefile hello',
  'make -j4',
])
  decidesIn(
    `${line} of a recipe that only prints`,
    make('.PHONY: hello\nhello:\n\t@echo hello\n\tls src\n'),
    line,
    'allow',
  );
decidesIn(
  'variables',
  make('DIR = src\nOPTS := -la\nlist:\n\tls $(OPTS) ${DIR}\n\techo $$HOME\n'),
  'make list',
  'allow',
);
decidesIn('needs', make('a: b\n\techo a\nb:\n\trm -rf build\n'), 'make a', 'ask');
decidesIn('a recipe that deletes', make('clean:\n\trm -rf build\n'), 'make clean', 'ask');
decidesIn('a recipe that wipes', make('clean:\n\trm -rf /\n'), 'make clean', 'deny');
decidesIn('a need that wipes', make('all: x\n\techo a\nx:\n\trm -rf ~\n'), 'make', 'deny');
decidesIn('a wipe through a variable', make('T = /\nclean:\n\trm -rf $(T)\n'), 'make clean', 'deny');
decidesIn('a wipe behind another make', make('a:\n\t$(MAKE) b\nb:\n\trm -rf /\n'), 'make a', 'deny');
decidesIn('a recipe on the line of its rule', make('clean: ; rm -rf /\n'), 'make clean', 'deny');
decidesIn('another target that wipes', make('ok:\n\techo ok\nbad:\n\trm -rf /\n'), 'make ok', 'allow');
decidesIn('a shell function', make('X := $(shell rm -rf x)\nok:\n\techo $(X)\n'), 'make ok', 'ask');
for (const [name, text] of Object.entries({
  'an include': 'include other.mk\nok:\n\techo ok\n',
  'a condition': 'ifdef X\nok:\n\trm x\nendif\nok:\n\techo ok\n',
  'a pattern': '%:\n\techo ok\n',
  'another shell': 'SHELL = ./evil\nok:\n\techo ok\n',
  'an unknown variable': 'ok:\n\techo $(X)\n',
  'a variable in quotes': "ok:\n\techo '$(X)'\n",
  'a variable that may be set elsewhere': 'X ?= a\nok:\n\t$(X)\n',
  'an exported variable': 'export PATH = .\nok:\n\tls\n',
  'a variable of a target': 'ok: PATH = .\nok:\n\tls\n',
  'a define': 'define X\nrm x\nendef\nok:\n\t$(X)\n',
  'one shell for all': '.ONESHELL:\nok:\n\techo ok\n',
  'two rules': 'ok:\n\techo a\nok:\n\trm x\n',
  'a rule for the makefile': 'ok:\n\techo ok\nMakefile:\n\trm x\n',
  'carriage returns': 'ok:\r\n\techo ok\r\n',
  'an assignment by a program': 'X != rm x\nok:\n\techo ok\n',
  'an include with a colon': 'include a:b\nok:\n\techo ok\n',
  'another folder': 'CURDIR = ; rm x\nok:\n\techo $(CURDIR)\n',
  'a call of eval': '$(eval X=1)\nok:\n\techo ok\n',
  'a variable that changes later': 'X = echo\nok:\n\t$(X) a\nX = rm\n',
}))
  decidesIn(name, make(text), 'make ok', 'ask');
decidesIn('a variable on the line', make('ok:\n\techo ok\n'), 'make ok SHELL=./evil', 'ask');
decidesIn('a rule on the line', make('ok:\n\techo ok\n'), "make --eval='x:;rm y' ok", 'ask');
decidesIn('a built-in rule for a target', { ...make('x: y\n'), 'x.c': '', y: '' }, 'make x', 'ask');
decidesIn(
  'a built-in rule for the makefile',
  { ...make('ok:\n\techo ok\n'), 'Makefile.sh': '' },
  'make ok',
  'ask',
);
decidesIn(
  'a makefile that the line writes',
  make('ok:\n\techo ok\n'),
  "printf 'ok:\\n\\trm x\\n' > Makefile; make ok",
  'stopped',
);
decidesIn(
  'GNUmakefile goes first',
  { ...make('ok:\n\techo ok\n'), GNUmakefile: 'ok:\n\trm -rf /\n' },
  'make ok',
  'deny',
);
decidesIn('no makefile', {}, 'make ok', 'ask');
decidesIn('targets that need each other', make('a: b\nb: a\n'), 'make a', 'allow');

const just = (text: string): Record<string, string> => ({ justfile: text });
decidesIn(
  'just of a recipe that only prints',
  just('# hello\nhello:\n    @echo hello\n    ls\n'),
  'just hello',
  'allow',
);
decidesIn('just without a name', just('hello:\n    echo hello\n'), 'just', 'allow');
decidesIn('just of a recipe that wipes', just('a: b\n    echo a\nb:\n    rm -rf /\n'), 'just a', 'deny');
for (const [name, text] of Object.entries({
  'another shell': 'set shell := ["./evil"]\na:\n    echo a\n',
  'a variable': 'x := `rm y`\na:\n    echo a\n',
  parameters: 'a x:\n    echo {{x}}\n',
  'a script': 'a:\n    #!/usr/bin/env python3\n    import os\n',
  'an import': "import 'x.just'\na:\n    echo a\n",
  'a continued line': 'a:\n    echo a \\\n      ; rm x\n',
}))
  decidesIn(`just with ${name}`, just(text), 'just a', 'ask');
decidesIn('just with an option', just('a:\n    echo a\n'), 'just --shell ./evil a', 'ask');
