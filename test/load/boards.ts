export const boardTimes = async (_dataFolder: string, _sizes: readonly number[], _say: (text: string) => void): Promise<readonly object[]> => []
