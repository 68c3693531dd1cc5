namespace DeepQ.Decisions.Events;

/// <summary>The end of an episode.</summary>
/// <param name="EpisodeId">The episode.</param>
/// <param name="IsTruncated">Whether it was cut off, so that its last state still has a value; false if it ended.</param>
public sealed record EpisodeEnd(string EpisodeId, bool IsTruncated = false) : DecisionEvent;
