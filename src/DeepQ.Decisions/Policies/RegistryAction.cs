namespace DeepQ.Decisions.Policies;

/// <summary>What was done in a registry.</summary>
public enum RegistryAction
{
    /// <summary>It was added.</summary>
    Added,

    /// <summary>It became the candidate.</summary>
    Tried,

    /// <summary>It came into use.</summary>
    Promoted,

    /// <summary>It was found not to be better; where it was the candidate, there is none since.</summary>
    Refused,

    /// <summary>It came into use again in place of the one that was promoted after it.</summary>
    RolledBack,

    /// <summary>Automatic changes were stopped, of all versions.</summary>
    Held,

    /// <summary>Automatic changes are allowed again.</summary>
    Released,
}
