using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>The sweeps or trainings that a silo knows by name, and the folder of their checkpoints.</summary>
/// <param name="items">The sweeps or trainings.</param>
/// <param name="describe">Says what one of them depends on, which takes a while.</param>
/// <param name="folder">The folder.</param>
internal sealed class KnownByName<T>(
    IReadOnlyDictionary<string, T> items, Func<T, IReadOnlyDictionary<string, string>> describe, string folder)
    where T : class
{
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, string>>> _descriptions = new(StringComparer.Ordinal);

    /// <summary>The folder of the checkpoints.</summary>
    /// <remarks>The folder that a program works in may change later.</remarks>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Reports what is known of a sweep or training.</summary>
    public async Task<SiloReport> ReportAsync(string name, string silo, string address, int places)
    {
        SiloReport report = new(silo, address, places, [.. items.Keys.Order(StringComparer.Ordinal)], null, Folder, null);
        if (items.TryGetValue(name, out T? item))
        {
            try
            {
                report = report with { Description = new(await DescribeAsync(name, item).ConfigureAwait(false)) };
            }
            catch (Exception e)
            {
                // Code of the user, on another machine than the one that asks: whatever it throws is its answer.
                return report with { Problem = $"{e.GetType().Name}: {e.Message}" };
            }
        }

        try
        {
            return report with { FolderId = await Task.Run(() => SharedFolder.IdOf(Folder)).ConfigureAwait(false) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return report with { FolderProblem = e.Message };
        }
    }

    /// <summary>Finds a sweep or training and its fingerprint; null if it is not known.</summary>
    public async Task<(T Item, string Fingerprint)?> FindAsync(string name) =>
        items.TryGetValue(name, out T? item) ? (item, Fingerprint.Of(await DescribeAsync(name, item).ConfigureAwait(false))) : null;

    // Described once, and again if that failed.
    private Task<IReadOnlyDictionary<string, string>> DescribeAsync(string name, T item)
    {
        lock (_descriptions)
        {
            if (!_descriptions.TryGetValue(name, out Task<IReadOnlyDictionary<string, string>>? described) || described.IsFaulted)
                _descriptions[name] = described = Task.Run(() => describe(item));
            return described;
        }
    }
}
