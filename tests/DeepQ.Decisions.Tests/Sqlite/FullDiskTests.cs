using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Sqlite;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task A_full_disk_is_told_of_and_writing_goes_on_when_there_is_room()
    {
        using SmallDisk disk = new();
        string ballast = disk.File("ballast");
        await File.WriteAllBytesAsync(ballast, new byte[300_000]);
        List<Guid> acknowledged = [];
        await using (SqliteDecisionStore store = new(disk.File("decisions.db")))
        {
            DecisionStoreException error = await Assert.ThrowsAsync<DecisionStoreException>(async () =>
            {
                while (true)
                    await AppendAsync(store);
            });
            Assert.True(error.IsFull, error.Message);
            Assert.NotEmpty(acknowledged);
            await Assert.ThrowsAsync<DecisionStoreException>(() => AppendAsync(store));
            Assert.Equal(acknowledged, await IdsOf(store));

            File.Delete(ballast);
            await AppendAsync(store);
            Assert.Equal(acknowledged, await IdsOf(store));
        }

        await using SqliteDecisionStore again = new(disk.File("decisions.db"));
        Assert.Equal(acknowledged, await IdsOf(again));

        async Task AppendAsync(SqliteDecisionStore store)
        {
            Decision[] batch = [.. Enumerable.Range(acknowledged.Count, 50).Select(i => Decide(i, i))];
            await store.AppendAsync(batch);
            acknowledged.AddRange(batch.Select(decision => decision.Id));
        }

        static async Task<Guid[]> IdsOf(SqliteDecisionStore store) =>
            await store.ReadAsync().Select(each => ((Decision)each.Event).Id).ToArrayAsync();
    }
}
