namespace DeepQ.Serving.Hosting;

/// <summary>What came of a look at a policy's file.</summary>
public enum PolicyReload
{
    /// <summary>The file holds the version that is served.</summary>
    Unchanged,

    /// <summary>The file holds a new version, which serves from now on.</summary>
    Replaced,

    /// <summary>The file cannot be served; the version before it still is.</summary>
    Refused,
}
