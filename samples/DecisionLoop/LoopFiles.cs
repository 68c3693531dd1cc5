namespace DecisionLoopSample;

/// <summary>The paths of the files of a run.</summary>
/// <param name="Log">The log of decisions.</param>
/// <param name="Registry">The folder of versions with their cards.</param>
/// <param name="Picture">The picture with the value of the loop, day by day.</param>
internal sealed record LoopFiles(string Log, string Registry, string Picture)
{
    /// <summary>Returns the paths, creates their folder, and removes the files of an earlier run.</summary>
    public static LoopFiles In(string folder)
    {
        Directory.CreateDirectory(folder);
        LoopFiles files = new(
            Path.Combine(folder, "decisions.db"), Path.Combine(folder, "policies"), Path.Combine(folder, "loop.svg"));
        foreach (string old in Directory.GetFiles(folder, "decisions.db*"))
            File.Delete(old);
        if (Directory.Exists(files.Registry))
            Directory.Delete(files.Registry, recursive: true);
        return files;
    }
}
