// The tree of a PowerShell script, as far as the walk needs it. Source: about_Parsing, about_Quoting_Rules and the
// PowerShell language specification 3.0, chapters 2 to 8.

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part of a text: known characters, or an expression whose value stands there. */
export type Part = string | Expression;

export type Expression = Span &
  (
    | { readonly kind: 'text'; readonly parts: readonly Part[]; readonly form: 'bare' | 'string' }
    | { readonly kind: 'number'; readonly text: string }
    /** The name as written, without `$` and braces: `env:TEMP`, `x`. */
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'splat'; readonly name: string }
    /** `( )`, `$( )` and `@( )`. */
    | { readonly kind: 'group'; readonly form: '(' | '$(' | '@('; readonly script: Script }
    | { readonly kind: 'block'; readonly script: Script }
    | { readonly kind: 'hash'; readonly keys: readonly Expression[]; readonly values: Script }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'operation'; readonly operators: readonly string[]; readonly operands: readonly Expression[] }
    | { readonly kind: 'type'; readonly name: string }
    | { readonly kind: 'cast'; readonly type: string; readonly of: Expression }
    /** `a.b`, `a::b`, and calls where `given` is there. */
    | {
        readonly kind: 'member';
        readonly of: Expression;
        readonly name: Expression;
        readonly given: readonly Expression[] | undefined;
      }
    | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  ); // prettier-ignore

export type Argument = Span &
  (
    | { readonly kind: 'parameter'; readonly name: string; readonly value: Expression | undefined }
    | { readonly kind: 'value'; readonly value: Expression }
    /** What follows `--%`, which PowerShell does not read. */
    | { readonly kind: 'rest'; readonly text: string }
  );

export interface Redirection extends Span {
  readonly sign: '>' | '>>' | '<';
  /** Undefined for `2>&1`. */
  readonly target: Expression | undefined;
}

export type Element = Span & { readonly redirects: readonly Redirection[] } & (
    | {
        readonly kind: 'command';
        readonly invoke: '&' | '.' | undefined;
        readonly name: Expression;
        readonly given: readonly Argument[];
      }
    | { readonly kind: 'value'; readonly value: Expression }
  );

export interface Pipeline {
  /** What stands between this pipeline and the one before it on the line. */
  readonly after: '' | '&&' | '||';
  readonly elements: readonly Element[];
}

export type Statement = Span &
  (
    | { readonly kind: 'chain'; readonly pipelines: readonly Pipeline[]; readonly background: boolean }
    | { readonly kind: 'assign'; readonly target: Expression; readonly sign: string; readonly value: Statement }
    /** `if`, `while`, `try` and their kin. A `foreach` has a variable, which takes each value of the first head. */
    | {
        readonly kind: 'compound';
        readonly word: string;
        readonly variable: string | undefined;
        readonly heads: readonly Script[];
        readonly bodies: readonly Script[];
      }
    | { readonly kind: 'function'; readonly name: string; readonly body: Script }
  ); // prettier-ignore

export type Script = readonly Statement[];

export interface Problem {
  readonly cap: boolean;
  readonly text: string;
}

export interface ParsedScript {
  readonly script: Script;
  /** What was not understood; empty when every character has its place. */
  readonly problems: readonly Problem[];
}
