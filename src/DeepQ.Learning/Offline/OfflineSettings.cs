using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Offline;

/// <summary>The settings that an offline algorithm reads beside its own.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Target">The rule of the targets.</param>
/// <param name="Algorithm">The name of the algorithm that targets and network form.</param>
internal sealed record OfflineSettings(NetworkOptions Network, TargetRule Target, string Algorithm);
