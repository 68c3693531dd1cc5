using DeepQ.Learning.Data;

namespace DeepQ.Learning.Training;

/// <summary>Says where algorithms cannot be compared on a log.</summary>
internal static class SelectionObstacle
{
    private const int FewEpisodes = 20;
    private const int FewUpdates = 5_000;
    private const int ManyValues = 4_096;

    /// <summary>Why there is nothing to compare; null where there is.</summary>
    public static string? Of(LoggedData log, DqnOptions options) =>
        log.Episodes is null ? "the data do not tell episodes apart"
        : log.Episodes.Count(episode => episode.Count > 0) < FewEpisodes ? $"there are fewer than {FewEpisodes} episodes"
        : options.Updates < FewUpdates ? $"Updates is below {FewUpdates}"
        : log.Transitions.ObservationSize > ManyValues ? $"a state has more than {ManyValues} values"
        : options.Validation is not null ? "Validation judges the policy by itself"
        : options.CreateNetwork is not null ? "the network is one of your own"
        : options.Network.Convolutions.Count > 0 || log.Transitions.ElementType != ElementType.Float32 ? "the states are images"
        : null;
}
