namespace DeepQ.Serving.Hosting;

/// <summary>One version of a policy, freed after it was replaced and its last user has left.</summary>
internal sealed class LoadedPolicy(ModelPolicy policy)
{
    // The service that serves it counts as a user, too.
    private int _users = 1;

    public ModelPolicy Policy => policy;

    /// <summary>Adds a user; false if the last one has already left.</summary>
    public bool TryEnter()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0)
        {
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>Removes a user; the last one frees the policy.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            policy.Dispose();
    }
}
