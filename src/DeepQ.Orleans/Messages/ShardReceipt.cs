using DeepQ.Learning.Distributed;

namespace DeepQ.Orleans.Messages;

/// <summary>The answer of a shard to an actor.</summary>
/// <param name="Outcome">The result of sending the block.</param>
/// <param name="Credits">The number of blocks that may follow.</param>
/// <param name="WeightsVersion">The newest version of the weights.</param>
/// <param name="HasEnded">Whether the session has ended, so that nothing is stored any longer.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.ShardReceipt")]
internal readonly record struct ShardReceipt(
    [property: Id(0)] BlockOutcome Outcome,
    [property: Id(1)] int Credits,
    [property: Id(2)] long WeightsVersion,
    [property: Id(3)] bool HasEnded = false)
{
    public static ShardReceipt Ended => new(BlockOutcome.None, 0, 0, HasEnded: true);

    public static ShardReceipt Of(BlockReceipt receipt) => new(receipt.Outcome, receipt.Credits, receipt.WeightsVersion);
}
