using DeepQ.Decisions;

namespace DecisionServer.Settings;

/// <summary>The settings as they are told to people: an exploration does not give its numbers back.</summary>
internal sealed class CurrentSettings(DecisionService service, ServerOptions options)
{
    private readonly Lock _switching = new();

    public SettingsView Now { get; private set; } = AtStart(options);

    public static SettingsView AtStart(ServerOptions options) => new()
    {
        Mode = options.Mode,
        Exploration = new() { Kind = ExplorationKind.EpsilonGreedy, Value = options.Epsilon },
        BaselineEpsilon = options.BaselineEpsilon,
        CanaryShare = 0.1,
    };

    public Task SwitchAsync(SettingsView settings, CancellationToken cancellationToken)
    {
        lock (_switching)
        {
            Now = settings;
            return service.SwitchAsync(settings.ToSettings(), cancellationToken);
        }
    }
}
