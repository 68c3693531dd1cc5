namespace DeepQ.Learning.Distributed;

/// <summary>The answer of a replay shard to an actor that sent a block, or asked whether it may.</summary>
/// <param name="Outcome">The result of sending the block.</param>
/// <param name="Credits">The number of blocks that the actor may send next; 0 to wait and ask again.</param>
/// <param name="WeightsVersion">The newest version of the weights that the learner has announced; 0 before the first.</param>
public readonly record struct BlockReceipt(BlockOutcome Outcome, int Credits, long WeightsVersion);
