namespace InventorySample;

/// <summary>The paths of the files of a run.</summary>
/// <param name="Log">The table of decisions, an SQLite file.</param>
/// <param name="Policy">The whole policy as ONNX; its card is beside it.</param>
/// <param name="Picture">The picture.</param>
internal sealed record SampleFiles(string Log, string Policy, string Picture)
{
    /// <summary>Returns the paths and creates their folder.</summary>
    public static SampleFiles In(string folder)
    {
        Directory.CreateDirectory(folder);
        return new(
            Path.Combine(folder, "shop.db"),
            Path.Combine(folder, "policy.onnx"),
            Path.Combine(folder, "inventory.svg"));
    }
}
