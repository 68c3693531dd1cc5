using System.CommandLine;

namespace DeepQ.Tool.Options;

/// <summary>The option with the seed of what is drawn.</summary>
internal sealed class SeedOption : Option<int>
{
    public SeedOption()
        : base("--seed")
    {
        Description = "Decides the states that are drawn";
        DefaultValueFactory = _ => 1;
    }
}
