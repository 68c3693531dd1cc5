using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Exploration;

/// <summary>
/// Chooses any legal action with probability ε, otherwise the greedy one or one drawn by <see cref="Boltzmann"/>. Each
/// environment draws separately. As long as returns carry no information, random actions last several steps.
/// </summary>
/// <remarks>Sutton, Barto: Reinforcement Learning (2nd edition, 2018), section 2.2.</remarks>
internal sealed class EpsilonGreedy : ExplorationPolicy
{
    private readonly ExplorationSettings _settings;
    private readonly int _environments;
    private readonly LastingActions? _lasting;
    private readonly RecentReturns _returns = new();

    public EpsilonGreedy(ExplorationSettings settings, int environments)
    {
        (_settings, _environments) = (settings, environments);
        _lasting = settings.MaxRandomActionSteps == 1 ? null : new LastingActions(environments, settings.MaxRandomActionSteps);
    }

    public override int? ChooseWithoutValues(
        int actions, ReadOnlySpan<bool> legal, long step, int environment, Random random)
    {
        if (_lasting?.GoOn(environment, legal) is int lasting)
            return lasting;
        double epsilon = EnvironmentEpsilon.Of(
            _settings.Epsilon.At(step), environment, _environments, _settings.EpsilonSpread);
        if (random.NextDouble() >= epsilon)
            return null;
        int action = UniformChoice.Action(actions, legal, random);
        if (_returns.TellNothing)
            _lasting?.Begin(environment, action, random);
        return action;
    }

    public override int Choose(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) =>
        Boltzmann.Action(qValues, _settings.Temperature.At(step), random, legal);

    public override void OnEpisodeEnd(int environment, double episodeReturn)
    {
        _returns.Add(episodeReturn);
        _lasting?.End(environment);
    }

    public override void Save(BinaryWriter writer)
    {
        if (_lasting is null)
            return;
        _lasting.Save(writer);
        _returns.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        if (_lasting is null)
            return;
        _lasting.Load(reader);
        _returns.Load(reader);
    }
}
