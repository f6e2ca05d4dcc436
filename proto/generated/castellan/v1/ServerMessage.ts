// Original file: proto/agents.proto

import type { WelcomeInput as _castellan_v1_WelcomeInput, Welcome as _castellan_v1_Welcome } from '../../castellan/v1/Welcome.ts';
import type { AssignmentInput as _castellan_v1_AssignmentInput, Assignment as _castellan_v1_Assignment } from '../../castellan/v1/Assignment.ts';
import type { HeartbeatInput as _castellan_v1_HeartbeatInput, Heartbeat as _castellan_v1_Heartbeat } from '../../castellan/v1/Heartbeat.ts';
import type { ChallengesInput as _castellan_v1_ChallengesInput, Challenges as _castellan_v1_Challenges } from '../../castellan/v1/Challenges.ts';

export interface ServerMessageInput {
  'welcome'?: (_castellan_v1_WelcomeInput | null);
  'assignment'?: (_castellan_v1_AssignmentInput | null);
  'heartbeat'?: (_castellan_v1_HeartbeatInput | null);
  'challenges'?: (_castellan_v1_ChallengesInput | null);
  'message'?: "welcome"|"assignment"|"heartbeat"|"challenges";
}

export interface ServerMessage {
  'welcome'?: (_castellan_v1_Welcome | null);
  'assignment'?: (_castellan_v1_Assignment | null);
  'heartbeat'?: (_castellan_v1_Heartbeat | null);
  'challenges'?: (_castellan_v1_Challenges | null);
  'message'?: "welcome"|"assignment"|"heartbeat"|"challenges";
}
