using System.ComponentModel.DataAnnotations;
using DeepQ.Decisions;
using DeepQ.Decisions.Joining;
using Microsoft.Extensions.Options;

namespace DecisionServer;

/// <summary>The settings of the server, in the configuration section <c>Server</c>.</summary>
internal sealed class ServerOptions : IValidatableObject
{
    private const string SectionName = "Server";

    /// <summary>The short forms for the command line.</summary>
    public static Dictionary<string, string> Switches { get; } = new()
    {
        ["--log"] = $"{SectionName}:{nameof(Log)}",
        ["--registry"] = $"{SectionName}:{nameof(Registry)}",
        ["--state-size"] = $"{SectionName}:{nameof(StateSize)}",
        ["--actions"] = $"{SectionName}:{nameof(Actions)}",
        ["--baseline"] = $"{SectionName}:{nameof(Baseline)}",
        ["--mode"] = $"{SectionName}:{nameof(Mode)}",
    };

    /// <summary>The SQLite file of the log.</summary>
    [Required(ErrorMessage = "--log must name a file.")]
    public string Log { get; set; } = "decisions.db";

    /// <summary>The folder of the versions of the policy; an empty or missing one becomes a registry.</summary>
    [Required(ErrorMessage = "--registry must name a folder.")]
    public string Registry { get; set; } = "policies";

    /// <summary>The number of values of a state; required.</summary>
    [Range(1, 100_000, ErrorMessage = "--state-size must be the number of values of a state, from 1 to 100,000; or try --demo.")]
    public int StateSize { get; set; }

    /// <summary>The names of the actions, separated by commas; required.</summary>
    [Required(ErrorMessage = "--actions must name at least two actions, such as coffee,tea; or try --demo.")]
    public string Actions { get; set; } = "";

    /// <summary>The action while no policy decides.</summary>
    /// <value>The default value is null: the first one.</value>
    public string? Baseline { get; set; }

    /// <summary>The initial mode.</summary>
    [EnumDataType(typeof(DecisionMode), ErrorMessage = "--mode must be Off, LoggingOnly, Apprentice, Canary or Online.")]
    public DecisionMode Mode { get; set; } = DecisionMode.LoggingOnly;

    /// <summary>The initial ε of the exploration.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Server:Epsilon must be from 0 to 1.")]
    public double Epsilon { get; set; } = 0.1;

    /// <summary>The initial ε of the baseline.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Server:BaselineEpsilon must be from 0 to 1.")]
    public double BaselineEpsilon { get; set; }

    /// <summary>How long after a decision its rewards count.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "366.00:00:00", ErrorMessage = "Server:RewardWait must be positive, and at most 366 days.")]
    public TimeSpan RewardWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a decision waits for its activation.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "366.00:00:00", ErrorMessage = "Server:ActivationWait must be positive, and at most 366 days.")]
    public TimeSpan ActivationWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after its last decision an episode stays open.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "366.00:00:00", ErrorMessage = "Server:EpisodeTimeout must be positive, and at most 366 days.")]
    public TimeSpan EpisodeTimeout { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The reward of a decision without a reward.</summary>
    [Range(-double.MaxValue, double.MaxValue, ErrorMessage = "Server:DefaultReward must be finite.")]
    public double DefaultReward { get; set; }

    /// <summary>How the parts of a reward are joined.</summary>
    [EnumDataType(typeof(RewardJoin), ErrorMessage = "Server:RewardJoin must be Sum, Earliest, Latest, Mean, Minimum or Maximum.")]
    public RewardJoin RewardJoin { get; set; }

    /// <summary>The maximum size of the log in bytes; null for no limit.</summary>
    [Range(65_536, long.MaxValue, ErrorMessage = "Server:MaxLogBytes must be at least 65,536.")]
    public long? MaxLogBytes { get; set; }

    /// <summary>The key for deciding, in the header <c>X-Api-Key</c>; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>
    /// The key for administration and reading, which is valid for everything else too; null for <see cref="Key"/>.
    /// </summary>
    public string? AdminKey { get; set; }

    /// <summary>The maximum size of a request in bytes, except for one with a model.</summary>
    [Range(1_024, 1 << 30, ErrorMessage = "Server:MaxBodyBytes must be from 1,024 to 1,073,741,824.")]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>The maximum size of a request with a model in bytes.</summary>
    [Range(1_024, 1 << 30, ErrorMessage = "Server:MaxModelBytes must be from 1,024 to 1,073,741,824.")]
    public int MaxModelBytes { get; set; } = 64 << 20;

    /// <summary>
    /// The maximum number of concurrent requests with a body; the same number may wait, and others get the status 503.
    /// </summary>
    [Range(1, 100_000, ErrorMessage = "Server:MaxRequests must be from 1 to 100,000.")]
    public int MaxRequests { get; set; } = 256;

    /// <summary>The names of the actions.</summary>
    public string[] ActionNames => Actions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The index of the baseline's action.</summary>
    public int BaselineAction => Baseline is null ? 0 : Array.IndexOf(ActionNames, Baseline);

    /// <summary>The options of the join of the log.</summary>
    public JoinOptions Join => new()
    {
        RewardWait = RewardWait,
        ActivationWait = ActivationWait,
        EpisodeTimeout = EpisodeTimeout,
        DefaultReward = DefaultReward,
        RewardJoin = RewardJoin,
    };

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="OptionsValidationException">Some are missing or out of range; the failures name each.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        ServerOptions options = configuration.GetSection(SectionName).Get<ServerOptions>() ?? new();
        List<ValidationResult> failures = [];
        return Validator.TryValidateObject(options, new(options), failures, validateAllProperties: true)
            ? options
            : throw new OptionsValidationException(
                SectionName, typeof(ServerOptions), failures.Select(failure => $"{failure.ErrorMessage}"));
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ActionNames.Length < 2 || ActionNames.Distinct().Count() != ActionNames.Length)
            yield return new("--actions must name at least two different actions, such as coffee,tea.");
        if (BaselineAction < 0)
            yield return new($"--baseline must be one of the actions {string.Join(", ", ActionNames)}.");
        if (Key is "" || AdminKey is "")
            yield return new("Server:Key and Server:AdminKey must not be empty; leave them out for none.");
    }
}
