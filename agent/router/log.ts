// Where the router's parts say what is worth knowing.

export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
