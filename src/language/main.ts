// The program of the language server: speaks over the channel that its parent opened, by node's own messages or standard
// input and output.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskMachine } from './disk.ts';
import { serve } from './server.ts';

serve(createConnection(ProposedFeatures.all), diskMachine);
// Without its parent there is nobody to help.
process.on('disconnect', () => process.exit(0));
