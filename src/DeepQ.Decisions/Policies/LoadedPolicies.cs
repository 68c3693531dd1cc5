using DeepQ.Serving;

namespace DeepQ.Decisions.Policies;

/// <summary>
/// Owns the policies that a registry loaded. The last few are kept, because a decision may still use one.
/// </summary>
internal sealed class LoadedPolicies : IDisposable
{
    private const int MostKept = 8;

    // The most recently used policy is last.
    private readonly List<(string Name, IPolicy Policy)> _loaded = [];

    /// <summary>Returns the policy of a version, and loads it if necessary.</summary>
    public IPolicy Get(string name, Func<IPolicy> load)
    {
        int place = _loaded.FindIndex(each => each.Name == name);
        IPolicy policy = place < 0 ? load() : _loaded[place].Policy;
        if (place >= 0)
            _loaded.RemoveAt(place);
        _loaded.Add((name, policy));
        return policy;
    }

    /// <summary>Disposes policies that were not used recently, except those in use.</summary>
    public void Trim(params ReadOnlySpan<string?> used)
    {
        for (int i = 0; i < _loaded.Count && _loaded.Count > MostKept;)
        {
            if (used.Contains(_loaded[i].Name))
            {
                i++;
                continue;
            }

            Dispose(_loaded[i].Policy);
            _loaded.RemoveAt(i);
        }
    }

    public void Dispose()
    {
        foreach ((_, IPolicy policy) in _loaded)
            Dispose(policy);
        _loaded.Clear();
    }

    public static void Dispose(IPolicy policy) => (policy as IDisposable)?.Dispose();
}
