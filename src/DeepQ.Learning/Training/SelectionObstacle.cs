using DeepQ.Learning.Data;

namespace DeepQ.Learning.Training;

/// <summary>Explains why algorithms cannot be compared on a log.</summary>
internal static class SelectionObstacle
{
    private const int FewEpisodes = 20;
    private const int FewUpdates = 5_000;
    private const int ManyValues = 4_096;

    /// <summary>Returns the obstacle to a comparison; null if there is none.</summary>
    public static string? Of(LoggedData log, DqnOptions options) =>
        log.Episodes is null ? "the data do not identify episodes"
        : log.Episodes.Count(episode => episode.Count > 0) < FewEpisodes ? $"there are fewer than {FewEpisodes} episodes"
        : options.Updates < FewUpdates ? $"Updates is below {FewUpdates}"
        : log.Transitions.ObservationSize > ManyValues ? $"a state has more than {ManyValues} values"
        : options.Validation is not null ? "Validation evaluates the policy itself"
        : options.CreateNetwork is not null ? "the network is a custom one"
        : options.Network.Convolutions.Count > 0 || log.Transitions.ElementType != ElementType.Float32 ? "the states are images"
        : null;
}
