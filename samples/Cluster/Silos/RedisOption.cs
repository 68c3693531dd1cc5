using System.CommandLine;

namespace ClusterSample.Silos;

/// <summary>The option with the Redis server where silos find each other.</summary>
internal sealed class RedisOption : Option<string?>
{
    public RedisOption()
        : base("--redis")
    {
        Description = "The Redis server where silos find each other";
        HelpName = "host:port";
        Validators.Add(result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (text.Split(':') is not [{ Length: > 0 }, var port] || !ushort.TryParse(port, out _))
                result.AddError($"--redis is '{text}'; it must be a host and a port, such as localhost:6379.");
        });
    }
}
