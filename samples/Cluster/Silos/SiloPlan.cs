namespace ClusterSample.Silos;

/// <summary>What a silo is called, and how it finds the others.</summary>
internal sealed record SiloPlan
{
    /// <summary>The name; null for that of the machine and the process.</summary>
    public string? Name { get; init; }

    /// <summary>A port for other silos and one for clients, of this machine only; null for those of Orleans, which other machines reach.</summary>
    public (int Silo, int Gateway)? Ports { get; init; }

    /// <summary>The port of the first silo, where the silos of this machine find each other; null where they find each other otherwise.</summary>
    public int? FirstPort { get; init; }

    /// <summary>The Redis server where silos find each other, as a host and a port; null for none.</summary>
    public string? Redis { get; init; }

    /// <summary>The name of the cluster; null for that of the configuration.</summary>
    public string? Cluster { get; init; }

    /// <summary>Whether the silo counts its calls for the dashboard.</summary>
    public bool IsWatched { get; init; }
}
