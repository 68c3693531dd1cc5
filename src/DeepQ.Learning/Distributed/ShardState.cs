namespace DeepQ.Learning.Distributed;

/// <summary>The learner's record of a shard.</summary>
internal sealed class ShardState
{
    public Guid Life { get; set; }

    /// <summary>Whether it has answered since the learner began.</summary>
    public bool HasAnswered { get; set; }

    public long Received { get; set; }

    /// <summary>The total number of transitions that it may receive.</summary>
    public long Granted { get; set; }

    public int Held { get; set; }

    public double Sum { get; set; }

    public long Repeated { get; set; }

    public long Gaps { get; set; }

    public long NextEpisode { get; set; }

    /// <summary>The number of batches that it has to draw, including those requested already.</summary>
    public int Assigned { get; set; }

    /// <summary>The time of the unanswered request; null for none.</summary>
    public long? AskedAt { get; set; }

    /// <summary>Completed to send the next request at once; null before the first pause.</summary>
    public TaskCompletionSource? Woken { get; set; }

    public List<ShardBatch> Learned { get; } = [];

    public List<float[]> Errors { get; } = [];
}
