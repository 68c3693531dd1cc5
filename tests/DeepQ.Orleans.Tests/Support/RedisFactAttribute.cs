namespace DeepQ.Orleans.Tests.Support;

/// <summary>A test that needs Redis; if it is not installed, the test is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
    {
        if (RedisServer.Program is null)
            Skip = "The test starts a server of its own, and redis-server was not found: install redis-server.";
    }
}
