using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Tests.Policies;

/// <summary>A process that is killed leaves the folder as it was before one of the writes.</summary>
public sealed class RegistryKilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Before_each_write_the_folder_is_a_registry_in_which_all_was_done_or_nothing()
    {
        List<string> copies = [];
        using (PolicyRegistry registry = new(_folder.File("registry"), null, null, _ => copies.Add(Copy($"{copies.Count}"))))
            Work(registry);

        // current.json; three files of a version, its folder, current.json, history, twice; two for each of the others.
        Assert.Equal(1 + (2 * 6) + (5 * 2), copies.Count);
        List<int> done = [];
        foreach (string copy in copies)
        {
            using PolicyRegistry registry = new(copy);
            RegistryEntry[] history = [.. registry.History];
            done.Add(history.Length);
            string lines = Path.Combine(copy, "history.jsonl");
            Assert.Equal(history.Length, File.Exists(lines) ? File.ReadAllLines(lines).Length : 0);
            Assert.Equal(Expected[history.Length], (RegistryModel.WeightOf(registry.InUse), RegistryModel.WeightOf(registry.Candidate)));
            Assert.Equal(history.Count(entry => entry.Action == RegistryAction.Added), registry.Versions.Count);
            Assert.DoesNotContain(Directory.GetFileSystemEntries(copy), entry => Path.GetFileName(entry).StartsWith(".deepq-version"));
        }

        Assert.Equal(done.Order(), done);
        Assert.Equal(7, done[^1]);
    }

    [Fact]
    public void A_write_that_fails_leaves_all_as_it_was()
    {
        foreach (string failing in (string[])["policy.onnx", "card.json", "card.md", "0003-", "current.json"])
        {
            string? full = null;
            using TemporaryFolder folder = new();
            using PolicyRegistry registry = new(folder.FullName, null, null, name =>
            {
                if (full is not null && name.StartsWith(full))
                    throw new IOException("No space left on device");
            });
            Work(registry);
            string[] before = Directory.GetFileSystemEntries(folder.FullName);
            full = failing;
            Assert.Throws<IOException>(() => registry.Add(RegistryModel.Of(3), RegistryModel.Card, "third"));
            Assert.Equal(before.Order(), Directory.GetFileSystemEntries(folder.FullName).Order());
            Assert.Equal(7, registry.History.Count);
            full = null;
            Assert.Equal(3, registry.Add(RegistryModel.Of(3), RegistryModel.Card, "third").Number);
        }
    }

    [Fact]
    public void A_history_that_cannot_be_written_is_caught_up_with()
    {
        bool isFull = false;
        using PolicyRegistry registry = new(_folder.FullName, null, null, name =>
        {
            if (isFull && name == "history.jsonl")
                throw new IOException("No space left on device");
        });
        Work(registry);
        isFull = true;
        Assert.Null(registry.Rollback("the disk is full"));
        Assert.Null(registry.InUse);
        registry.Promote(registry.Versions[0].Name, "still full");
        registry.Rollback("and back");
        Assert.Equal(7, File.ReadAllLines(_folder.File("history.jsonl")).Length);
        isFull = false;
        using (PolicyRegistry opened = new(_folder.FullName))
            Assert.Equal(registry.History, opened.History);
        registry.Promote(registry.Versions[0].Name, "there is room");
        Assert.Equal(11, File.ReadAllLines(_folder.File("history.jsonl")).Length);
        Assert.DoesNotContain("waiting", File.ReadAllText(_folder.File("current.json")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_line_that_was_not_written_to_its_end_is_written_anew(int missing)
    {
        using (PolicyRegistry registry = new(_folder.FullName))
            Work(registry);
        string path = _folder.File("history.jsonl");
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^missing]);
        new PolicyRegistry(_folder.FullName).Dispose();
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    public void Dispose() => _folder.Dispose();

    // In use and tried after so many entries.
    private static readonly (float? InUse, float? Candidate)[] Expected =
        [(null, null), (null, null), (1, null), (1, null), (1, 2), (2, null), (1, null), (1, null)];

    private static void Work(PolicyRegistry registry)
    {
        string first = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "first").Name;
        registry.Promote(first, "first");
        string second = registry.Add(RegistryModel.Of(2), RegistryModel.Card, "second").Name;
        registry.Try(second, "look");
        registry.Promote(second, "better");
        registry.Rollback("worse");
        registry.Refuse(second, "worse");
    }

    private string Copy(string name)
    {
        string from = _folder.File("registry"), to = _folder.File(name);
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        return to;
    }
}
