using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Offline;

/// <summary>What an offline algorithm asks of the settings beside its own.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="Target">What values are pulled to.</param>
/// <param name="Algorithm">The name of what the targets and the network make.</param>
internal sealed record OfflineSettings(NetworkOptions Network, TargetRule Target, string Algorithm);
