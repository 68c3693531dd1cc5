using System.Security.Cryptography;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Policies;

public sealed class PolicyRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Versions_are_promoted_and_rolled_back_also_after_a_restart()
    {
        using (PolicyRegistry registry = new(_folder.FullName))
        {
            Assert.Null(registry.InUse);
            string first = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name;
            string second = registry.Add(RegistryModel.Of(2), RegistryModel.Card, "learned again").Name;
            Assert.Null(registry.InUse);
            registry.Promote(first, "the first one");
            registry.Try(second, "a tenth of the episodes");
            Assert.Equal(1, RegistryModel.WeightOf(registry.InUse));
            Assert.Equal(2, RegistryModel.WeightOf(registry.Candidate));
            registry.Promote(second, "better");
            Assert.Equal(2, RegistryModel.WeightOf(registry.InUse));
            Assert.Null(registry.Candidate);
        }

        using (PolicyRegistry registry = new(_folder.FullName))
        {
            Assert.Equal(2, RegistryModel.WeightOf(registry.InUse));
            Assert.Equal(registry.InUse!.Version, registry.VersionInUse!.Sha256);
            Assert.Equal(1, registry.Rollback("taste changed")!.Number);
            Assert.Equal(1, RegistryModel.WeightOf(registry.InUse));
            Assert.Null(registry.Rollback("the baseline again"));
            Assert.Null(registry.InUse);
            Assert.Throws<InvalidOperationException>(() => registry.Rollback("once more"));
        }
    }

    [Fact]
    public void Each_version_that_was_in_use_can_be_again_and_those_between_leave()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        string[] names = [.. Enumerable.Range(1, 4).Select(weight => registry.Add(RegistryModel.Of(weight), RegistryModel.Card, "learned").Name)];
        foreach (string name in names[..3])
            registry.Promote(name, "better");
        Assert.Equal(names[1], registry.VersionBefore!.Name);
        Assert.Contains(
            "was not in use before; these were: 0001-", Assert.Throws<ArgumentException>(() => registry.Rollback(names[3], "why")).Message);
        registry.Rollback(names[0], "the first again");
        Assert.Equal((names[0], null, 1f), (registry.VersionInUse!.Name, registry.VersionBefore, RegistryModel.WeightOf(registry.InUse)));
        registry.Promote(names[1], "better");
        registry.Promote(names[2], "better");
        registry.Rollback(null, "the baseline");
        Assert.Equal((null, null), (registry.VersionInUse, registry.VersionBefore));
        Assert.Throws<InvalidOperationException>(() => registry.Rollback(null, "once more"));
    }

    [Fact]
    public void After_a_rollback_nothing_is_tried()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        registry.Promote(registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name, "first");
        registry.Try(registry.Add(RegistryModel.Of(2), RegistryModel.Card, "learned").Name, "look");
        registry.Rollback("complaints");
        Assert.Equal((null, null), (registry.InUse, registry.Candidate));
    }

    [Fact]
    public void A_hold_is_known_to_all_processes_and_after_a_restart_and_people_may_change_versions()
    {
        using PolicyRegistry other = new(_folder.FullName);
        using (PolicyRegistry registry = new(_folder.FullName))
        {
            Assert.Null(registry.Held);
            Assert.Throws<InvalidOperationException>(() => registry.Release("nothing is held"));
            registry.Hold("complaints");
            registry.Promote(registry.Add(RegistryModel.Of(1), RegistryModel.Card, "by hand").Name, "by hand");
            Assert.Equal(("complaints", RegistryAction.Held, null), (registry.Held!.Why, registry.Held.Action, registry.Held.Version));
        }

        Assert.True(other.Refresh());
        Assert.Equal(("complaints", 1), (other.Held!.Why, other.VersionInUse!.Number));
        other.Hold("once more");
        Assert.Equal("complaints", other.Held.Why);
        other.Release("mended");
        using PolicyRegistry again = new(_folder.FullName);
        Assert.Null(again.Held);
        Assert.Equal((RegistryAction.Released, "mended"), (again.History[^1].Action, again.History[^1].Why));
        Assert.Throws<ArgumentException>(() => again.Hold(" "));
    }

    [Fact]
    public void A_version_can_be_asked_without_deciding()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        RegisteredVersion version = registry.Add(RegistryModel.Of(3), RegistryModel.Card, "learned");
        IPolicy policy = registry.Open(version.Name);
        using (policy as IDisposable)
            Assert.Equal((3f, version.Sha256, null), (RegistryModel.WeightOf(policy), policy.Version, registry.InUse));
        Assert.Contains(version.Name, Assert.Throws<ArgumentException>(() => registry.Open("0002-00000000")).Message);
        File.AppendAllText(Path.Combine(version.Folder, "policy.onnx"), " ");
        Assert.Throws<InvalidDataException>(() => registry.Open(version.Name));
    }

    [Fact]
    public void The_folder_tells_people_what_was_done_when_and_why()
    {
        using PolicyRegistry registry = new(_folder.FullName, load: null, new SetTime());
        RegisteredVersion version = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned from “May”");
        registry.Try(version.Name, "look");
        registry.Refuse(version.Name, "0.4 [0.3, 0.5] is no more than 0.4");

        Assert.Equal($"0001-{version.Sha256[..8]}", version.Name);
        Assert.Equal(RegistryModel.Of(1), File.ReadAllBytes(_folder.File($"{version.Name}/policy.onnx")));
        Assert.Equal(RegistryModel.Card.Json, File.ReadAllText(_folder.File($"{version.Name}/card.json")));
        Assert.Equal(RegistryModel.Card.Markdown, File.ReadAllText(_folder.File($"{version.Name}/card.md")));
        string[] lines = File.ReadAllLines(_folder.File("history.jsonl"));
        Assert.Equal(
            """{"number":1,"time":"2026-03-01T12:00:00+00:00","action":"added","why":"learned from “May”","version":"NAME","sha256":"HASH"}"""
                .Replace("NAME", version.Name).Replace("HASH", version.Sha256),
            lines[0]);
        Assert.Equal(
            """{"number":3,"time":"2026-03-01T12:00:00+00:00","action":"refused","why":"0.4 [0.3, 0.5] is no more than 0.4","version":"NAME"}"""
                .Replace("NAME", version.Name),
            lines[2]);
        Assert.Null(registry.Candidate);
        Assert.Equal(3, registry.History.Count);
    }

    [Fact]
    public void The_same_model_is_one_version()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        RegisteredVersion version = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned");
        Assert.Equal(version, registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned again"));
        Assert.Single(registry.Versions);
        Assert.Single(registry.History);
    }

    [Fact]
    public void What_makes_no_sense_changes_nothing()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        string version = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name;
        registry.Promote(version, "first");
        Assert.Contains(version, Assert.Throws<ArgumentException>(() => registry.Promote("0009-00000000", "why")).Message);
        Assert.Throws<ArgumentException>(() => registry.Promote(version, " "));
        Assert.Contains("already", Assert.Throws<InvalidOperationException>(() => registry.Promote(version, "again")).Message);
        Assert.Throws<InvalidOperationException>(() => registry.Try(version, "again"));
        Assert.Throws<InvalidOperationException>(() => registry.Refuse(version, "bad"));
        Assert.Throws<ArgumentException>(() => registry.Add(RegistryModel.Of(2), new("{", ""), "no card"));
        Assert.Throws<PolicyFormatException>(() => registry.Add([1, 2, 3], RegistryModel.Card, "no model"));
        Assert.Equal(2, registry.History.Count);
        Assert.Single(Directory.GetDirectories(_folder.FullName));
    }

    [Fact]
    public void A_loader_serves_where_its_policies_have_the_version_of_their_file()
    {
        FixedPolicy policy = new(Convert.ToHexStringLower(SHA256.HashData(RegistryModel.Of(1))), 1, 2);
        using PolicyRegistry registry = new(_folder.FullName, path => policy);
        registry.Promote(registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name, "first");
        Assert.Same(policy, registry.InUse);
        Assert.Contains(
            "the log could not identify it",
            Assert.Throws<InvalidDataException>(() => registry.Add(RegistryModel.Of(2), RegistryModel.Card, "another")).Message);
        Assert.Single(registry.Versions);
    }

    [Fact]
    public void A_policy_that_was_replaced_still_answers_what_is_under_way()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        registry.Promote(registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name, "first");
        DeepQ.Serving.IPolicy held = registry.InUse!;
        registry.Promote(registry.Add(RegistryModel.Of(2), RegistryModel.Card, "learned").Name, "second");
        Assert.Equal(1, RegistryModel.WeightOf(held));
        for (int i = 3; i < 12; i++)
            registry.Promote(registry.Add(RegistryModel.Of(i), RegistryModel.Card, "learned").Name, "next");
        Assert.Throws<ObjectDisposedException>(() => RegistryModel.WeightOf(held));
        Assert.Equal(11, RegistryModel.WeightOf(registry.InUse));
    }

    [Fact]
    public void A_registry_that_was_disposed_says_so()
    {
        PolicyRegistry registry = new(_folder.FullName);
        string version = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "learned").Name;
        registry.Promote(version, "first");
        registry.Dispose();
        Assert.Null(registry.InUse);
        Assert.Throws<ObjectDisposedException>(() => registry.Rollback("why"));
        Assert.Throws<ObjectDisposedException>(() => registry.Refresh());
    }

    public void Dispose() => _folder.Dispose();
}
