using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>A batch and its origin.</summary>
/// <param name="Shard">The number of the shard.</param>
/// <param name="Life">The identity of the shard: another one each time that it starts.</param>
/// <param name="Batch">The transitions.</param>
/// <param name="Versions">The number of times that each slot had been written.</param>
internal sealed record ShardBatch(int Shard, Guid Life, TransitionBatch Batch, uint[] Versions);
