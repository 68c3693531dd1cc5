namespace DeepQ.Decisions.Storage;

/// <summary>Interns repeated names, so that a long log holds each of them once.</summary>
internal sealed class KnownNames
{
    private const int Most = 1000;

    private readonly Dictionary<string, string> _names = [];

    public EventRow Shared(EventRow row) => row with
    {
        Name = One(row.Name),
        Version = One(row.Version),
        ApprenticeVersion = One(row.ApprenticeVersion),
        Key = One(row.Key),
    };

    private string? One(string? name)
    {
        if (name is null)
            return null;
        if (_names.TryGetValue(name, out string? known))
            return known;
        if (_names.Count < Most)
            _names.Add(name, name);
        return name;
    }
}
