using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>A batch, and where it came from.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Life">The life of the shard.</param>
/// <param name="Batch">The transitions.</param>
/// <param name="Versions">How often each slot had been written.</param>
internal sealed record ShardBatch(int Shard, Guid Life, TransitionBatch Batch, uint[] Versions);
