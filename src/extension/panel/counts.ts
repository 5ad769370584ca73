// How large the permission module is, counted when the program was built.

declare const PORTCULLIS_MODULE: { readonly files: number; readonly lines: number } | undefined;

/** Zero where the program runs from its sources. */
export const permissionModule: { readonly files: number; readonly lines: number } =
  typeof PORTCULLIS_MODULE === 'undefined' ? { files: 0, lines: 0 } : PORTCULLIS_MODULE;
