using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions;

/// <content>Whether programs may change which version decides.</content>
public sealed partial class PolicyRegistry
{
    /// <summary>
    /// The entry since which nothing is tried, promoted or taken back automatically; null where nothing is held. People may change versions as ever.
    /// </summary>
    public RegistryEntry? Held => Read(() => HeldBy());

    /// <summary>Stops automatic changes: a <see cref="PromotionGate"/> tries, promotes and takes back nothing until <see cref="Release"/>.</summary>
    /// <param name="why">The reason.</param>
    /// <remarks>Policies are still learned and evaluated. Those that would have been promoted are refused, and stay in the folder.</remarks>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was changed.</exception>
    public void Hold(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        Alone(() => Change(_state, RegistryAction.Held, why, null));
    }

    /// <summary>Allows automatic changes again.</summary>
    /// <param name="why">The reason.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    /// <exception cref="InvalidOperationException">Nothing is held.</exception>
    /// <exception cref="IOException">The folder cannot be written; nothing was changed.</exception>
    public void Release(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        Alone(() =>
        {
            if (HeldBy() is null)
                throw new InvalidOperationException("Nothing is held: automatic changes are allowed.");
            Change(_state, RegistryAction.Released, why, null);
        });
    }

    private RegistryEntry? HeldBy() =>
        _history.Skip(_history.FindLastIndex(entry => entry.Action == RegistryAction.Released) + 1).FirstOrDefault(entry => entry.Action == RegistryAction.Held);
}
