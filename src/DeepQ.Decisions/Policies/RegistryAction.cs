namespace DeepQ.Decisions.Policies;

/// <summary>An action in a registry.</summary>
public enum RegistryAction
{
    /// <summary>The version was added.</summary>
    Added,

    /// <summary>The version became the candidate.</summary>
    Tried,

    /// <summary>The version came into use.</summary>
    Promoted,

    /// <summary>The version was found not to be better; if it was the candidate, there is none afterwards.</summary>
    Refused,

    /// <summary>The version came into use again, replacing a version promoted after it.</summary>
    RolledBack,

    /// <summary>Automatic changes were stopped, of all versions.</summary>
    Held,

    /// <summary>Automatic changes are allowed again.</summary>
    Released,
}
