namespace DeepQ.Learning.Distributed;

/// <summary>What the learner knows of a shard.</summary>
internal sealed class ShardState
{
    public Guid Life { get; set; }

    /// <summary>Whether it has answered since the learner began.</summary>
    public bool HasAnswered { get; set; }

    public long Received { get; set; }

    /// <summary>The transitions that it may receive in all.</summary>
    public long Granted { get; set; }

    public int Held { get; set; }

    public double Sum { get; set; }

    public long Repeated { get; set; }

    public long Gaps { get; set; }

    public long NextEpisode { get; set; }

    /// <summary>The batches that it is to draw, those asked for included.</summary>
    public int Assigned { get; set; }

    /// <summary>When it was asked; null where it has answered.</summary>
    public long? AskedAt { get; set; }

    /// <summary>Is set when it is to be asked at once; null before it was first idle.</summary>
    public TaskCompletionSource? Woken { get; set; }

    public List<ShardBatch> Learned { get; } = [];

    public List<float[]> Errors { get; } = [];
}
