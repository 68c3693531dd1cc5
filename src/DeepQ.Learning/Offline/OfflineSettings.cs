namespace DeepQ.Learning.Offline;

/// <summary>What an offline algorithm asks of the settings beside its own.</summary>
/// <param name="Network">The architecture.</param>
/// <param name="HasMunchausen">Whether targets are those of Munchausen.</param>
/// <param name="DoubleQ">Whether the online network chooses the actions of targets.</param>
/// <param name="Algorithm">The name of what the targets and the network make.</param>
internal sealed record OfflineSettings(NetworkOptions Network, bool HasMunchausen, bool DoubleQ, string Algorithm);
