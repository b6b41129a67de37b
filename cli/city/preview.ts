export function preview(): void {}
