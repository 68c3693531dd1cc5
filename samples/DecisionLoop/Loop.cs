using DecisionLoopSample.Shop;
using DeepQ.Decisions;
using DeepQ.Decisions.MLNet;
using DeepQ.Decisions.Promotion;
using DeepQ.Serving;
using Microsoft.Extensions.Time.Testing;

namespace DecisionLoopSample;

/// <summary>
/// The parts of the loop: the service that decides, its log, its versions, the trainer with its gate, and a clock.
/// </summary>
internal sealed class Loop : IAsyncDisposable
{
    private readonly SqliteDecisionStore _store;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));

    public Loop(LoopOptions options, LoopFiles files)
    {
        DecisionOptions decisions = new()
        {
            StateSize = Customer.StateSize,
            ActionNames = Tastes.Offers,
            Baseline = (state, allowed) => ShopFront.Rule(new(state[0] > 0, state[1] > 0, state[2] > 0, state[3] > 0)),
        };
        _store = new(files.Log);
        Registry = new(files.Registry, time: _time);
        Service = new(decisions, _store, Registry, new Random(options.Seed), _time);
        Shop = new(Service, _time, options.Customers, new Random(options.Seed + 1));
        Trainer = new(
            decisions,
            _store,
            Registry,
            new()
            {
                Seed = options.Seed,
                Gate = new()
                {
                    Join = new() { RewardWait = Purchases.Wait },
                    Window = TimeSpan.FromDays(2),
                    WatchWindow = TimeSpan.FromDays(1),
                    Rule = new PromotionRule { LeastEvents = 1_500 },
                },
            },
            _time);
    }

    public DecisionService Service { get; }

    public PolicyRegistry Registry { get; }

    public ShopFront Shop { get; }

    public DecisionTrainer Trainer { get; }

    /// <summary>The policy that decides; null if the rule does.</summary>
    public IPolicy? Deciding => Service.Settings.Mode == DecisionMode.Online ? Registry.InUse : null;

    /// <summary>The log, joined up to now.</summary>
    public JoinedLog Log() => new(_store, _time.GetUtcNow(), Trainer.Gate.Options.Join);

    /// <summary>Returns the offers of a policy, or of the rule if it is null.</summary>
    public static Func<Customer, int> Offers(IPolicy? policy) =>
        customer => policy?.Act(customer.State(), customer.Allowed()) ?? ShopFront.Rule(customer);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Registry.Dispose();
        await _store.DisposeAsync();
    }
}
