// Claude Code, gated through its hooks. The parts stand in files of their own beside this one.
import type { Agent } from '../agent.ts';
import { beginsWithDialogs } from './firstRun.ts';
import { launch, resumes } from './launch.ts';
import { readMessage } from './read.ts';
import { spelling } from './spelling.ts';
import { toolCall } from './tools.ts';
import { transcript } from './transcript.ts';
import { refuseVersion } from './version.ts';
import { longestText, writeAnswer } from './write.ts';

export const claude: Agent = {
  id: 'claude',
  name: 'Claude Code',
  programs: ['claude'],
  longestText,
  read: readMessage,
  write: writeAnswer,
  toolCall,
  spelling,
  launch,
  transcript,
  resumes,
  beginsWithDialogs,
  refuseVersion,
};
