namespace DeepQ.Learning.Distributed;

/// <summary>What a replay shard answers to a block, or to an actor that asks for leave to send.</summary>
/// <param name="Outcome">What became of the block.</param>
/// <param name="Credits">How many blocks may follow.</param>
/// <param name="WeightsVersion">The newest version of the weights that the learner told of.</param>
public readonly record struct BlockReceipt(BlockOutcome Outcome, int Credits, long WeightsVersion);
