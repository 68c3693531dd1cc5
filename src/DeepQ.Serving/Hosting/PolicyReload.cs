namespace DeepQ.Serving.Hosting;

/// <summary>The result of checking a policy's file.</summary>
public enum PolicyReload
{
    /// <summary>The file has the version that is served.</summary>
    Unchanged,

    /// <summary>The file has a new version, which serves from now on.</summary>
    Replaced,

    /// <summary>The file cannot be served; the previous version still serves.</summary>
    Refused,
}
