using DeepQ.Decisions;
using Microsoft.Extensions.Time.Testing;

namespace DecisionLoopSample.Shop;

/// <summary>Customers who visit from eight to ten, each of whom gets one offer.</summary>
internal sealed class ShopFront(DecisionService service, FakeTimeProvider time, int customers, Random random)
{
    private static readonly TimeSpan Open = TimeSpan.FromHours(14);

    private readonly Purchases _purchases = new();
    private long _visits;

    /// <summary>The number of customers a day.</summary>
    public int Customers => customers;

    /// <summary>The rule of the shop before it had policies: games for the young, books for all others.</summary>
    public static int Rule(Customer customer) => customer.IsYoung ? 1 : 0;

    /// <summary>Simulates a day, and the night until three, when the last notices have arrived.</summary>
    /// <param name="tastes">The tastes of the customers on that day.</param>
    /// <returns>The revenue, in euros.</returns>
    public async Task<double> DayAsync(Tastes tastes)
    {
        time.Advance(TimeSpan.FromHours(5));
        double sold = 0;
        for (int i = 0; i < customers; i++)
        {
            Customer customer = Customer.All[random.Next(Customer.All.Count)];
            string visit = $"visit {++_visits}";
            DecisionAnswer answer = await service.DecideAsync(customer.State(), customer.Allowed(), visit);
            _ = service.EndEpisodeAsync(visit);
            if (random.NextDouble() < tastes.Chance(customer, answer.Action))
            {
                sold += Tastes.Margin(answer.Action);
                _purchases.Add(answer.Id, Tastes.Margin(answer.Action), time.GetUtcNow(), random);
            }

            time.Advance(Open / customers);
            _purchases.Arrive(service, time.GetUtcNow());
        }

        for (int minutes = 0; minutes < 300; minutes++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            _purchases.Arrive(service, time.GetUtcNow());
        }

        await service.FlushAsync();
        return sold;
    }
}
