// Original file: proto/agents.proto


export interface TaskWishInput {
  'deployment'?: (number);
  'name'?: (string);
  'app'?: (string);
  'environment'?: (string);
  'release'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'taskJson'?: (string);
}

export interface TaskWish {
  'deployment': (number);
  'name': (string);
  'app': (string);
  'environment': (string);
  'release': (number);
  'version': (string);
  'bundle': (string);
  'taskJson': (string);
}
