namespace DeepQ.Decisions.Tests.Sqlite;

/// <summary>A test that needs a small file system; where none can be mounted, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly string? Refusal = Ask();

    public SmallDiskFactAttribute()
    {
        if (Refusal is not null)
            Skip = Refusal;
    }

    private static string? Ask()
    {
        using SmallDisk disk = new();
        return disk.Refusal;
    }
}
