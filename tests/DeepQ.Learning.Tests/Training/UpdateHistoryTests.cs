using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Training;

public sealed class UpdateHistoryTests
{
    [Fact]
    public void Means_are_of_the_more_updates_the_longer_it_is()
    {
        UpdateHistory history = new();
        for (int i = 1; i <= 2_003; i++)
            history.Add(new UpdateRecord(i, i, new UpdateResult(i, -i, 2 * i, 0), 0, 0, default));
        IReadOnlyList<UpdateRecord> records = history.Records;
        // Four together since the two thousandth: five hundred of them, and three updates more.
        Assert.Equal(501, records.Count);
        Assert.Equal(new UpdateResult(2.5, -2.5, 5, 0), records[0].Result);
        Assert.Equal(4, records[0].Step);
        Assert.Equal(new UpdateResult(2_002, -2_002, 4_004, 0), records[^1].Result);
        Assert.Equal(2_003, records[^1].Update);
    }
}
