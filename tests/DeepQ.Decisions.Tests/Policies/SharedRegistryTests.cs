using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Tests.Policies;

/// <summary>Two registries over one folder are as two processes.</summary>
public sealed class SharedRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_one_changes_the_other_takes_when_it_looks()
    {
        using PolicyRegistry trainer = new(_folder.FullName), server = new(_folder.FullName);
        string first = trainer.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name;
        trainer.Promote(first, "first");
        Assert.Null(server.InUse);
        Assert.True(server.Refresh());
        Assert.Equal((1f, first, 2), (RegistryModel.WeightOf(server.InUse), server.VersionInUse!.Name, server.History.Count));
        Assert.False(server.Refresh());
        trainer.Rollback("complaints");
        Assert.True(server.Refresh());
        Assert.Null(server.InUse);
    }

    [Fact]
    public void A_change_begins_from_what_the_other_left()
    {
        using PolicyRegistry one = new(_folder.FullName), two = new(_folder.FullName);
        string first = one.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name;
        string second = two.Add(RegistryModel.Of(2), RegistryModel.Card, "learned elsewhere").Name;
        Assert.StartsWith("0002-", second);
        one.Promote(first, "first");
        two.Promote(second, "second");
        Assert.Equal(first, two.VersionBefore!.Name);
        Assert.Contains("in use already", Assert.Throws<InvalidOperationException>(() => one.Promote(second, "again")).Message);
        Assert.Equal(1, one.Rollback("worse")!.Number);
        Assert.Equal(5, File.ReadAllLines(_folder.File("history.jsonl")).Length);
        two.Refresh();
        Assert.Equal(one.History, two.History);
    }

    [Fact]
    public async Task Many_changes_at_once_are_all_done_and_each_once()
    {
        PolicyRegistry[] registries = [.. Enumerable.Range(0, 4).Select(_ => new PolicyRegistry(_folder.FullName))];
        await Task.WhenAll(registries.Select((registry, i) => Task.Run(() =>
        {
            for (int round = 0; round < 5; round++)
            {
                string name = registry.Add(RegistryModel.Of((10 * i) + round + 1), RegistryModel.Card, "learned").Name;
                registry.Promote(name, "better");
            }
        })));
        using PolicyRegistry opened = new(_folder.FullName);
        Assert.Equal(40, opened.History.Count);
        foreach (PolicyRegistry registry in registries)
        {
            registry.Refresh();
            Assert.Equal((20, 40), (registry.Versions.Count, registry.History.Count));
            Assert.Equal(Enumerable.Range(1, 20), registry.Versions.Select(version => version.Number));
            Assert.Equal(opened.InUse!.Version, registry.InUse!.Version);
            registry.Dispose();
        }
    }

    [Fact]
    public void A_folder_that_was_damaged_meanwhile_leaves_what_decides()
    {
        using PolicyRegistry one = new(_folder.FullName), two = new(_folder.FullName);
        one.Promote(one.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name, "first");
        two.Refresh();
        string damaged = one.Add(RegistryModel.Of(2), RegistryModel.Card, "learned").Name;
        one.Promote(damaged, "second");
        File.WriteAllBytes(_folder.File($"{damaged}/policy.onnx"), [1]);
        Assert.Contains(damaged, Assert.Throws<InvalidDataException>(() => two.Refresh()).Message);
        Assert.Equal((1f, 2), (RegistryModel.WeightOf(two.InUse), two.History.Count));
        File.WriteAllBytes(_folder.File($"{damaged}/policy.onnx"), RegistryModel.Of(2));
        Assert.True(two.Refresh());
        Assert.Equal(2, RegistryModel.WeightOf(two.InUse));
    }

    [Fact]
    public void A_change_waits_for_the_other_and_in_the_end_says_who_it_waited_for()
    {
        RegistryFolder folder = new(_folder.FullName, null) { Wait = TimeSpan.FromMilliseconds(50) };
        folder.Find();
        using (folder.Take())
            Assert.Contains("another process", Assert.Throws<IOException>(() => folder.Take()).Message);
        folder.Take().Dispose();
    }

    public void Dispose() => _folder.Dispose();
}
