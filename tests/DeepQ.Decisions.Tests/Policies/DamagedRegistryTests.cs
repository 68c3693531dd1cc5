namespace DeepQ.Decisions.Tests.Policies;

public sealed class DamagedRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _first;
    private readonly string _second;

    public DamagedRegistryTests()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        _first = registry.Add(RegistryModel.Of(1), RegistryModel.Card, "first").Name;
        _second = registry.Add(RegistryModel.Of(2), RegistryModel.Card, "second").Name;
        registry.Promote(_second, "second");
    }

    [Fact]
    public void A_folder_of_something_else_is_left_as_it_is()
    {
        using TemporaryFolder other = new();
        File.WriteAllText(other.File("letter.txt"), "Dear");
        Assert.Contains("'letter.txt'", Assert.Throws<InvalidDataException>(() => new PolicyRegistry(other.FullName)).Message);
        Assert.Single(Directory.GetFileSystemEntries(other.FullName));
    }

    [Theory]
    [InlineData("{", "is damaged")]
    [InlineData("null", "is damaged")]
    [InlineData("""{"format":1}""", "is damaged")]
    [InlineData("""{"format":2,"before":[]}""", "the format 2")]
    [InlineData("""{"format":1,"before":[]}""", "current.json says 0")]
    public void A_damaged_pointer_is_told(string text, string message)
    {
        File.WriteAllText(_folder.File("current.json"), text);
        Assert.Contains(message, Error());
    }

    [Fact]
    public void A_lost_pointer_is_told()
    {
        File.Delete(_folder.File("current.json"));
        Assert.Contains("no current.json", Error());
    }

    [Fact]
    public void A_damaged_history_is_told_with_its_line()
    {
        string path = _folder.File("history.jsonl");
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], "{}", lines[2]]);
        Assert.Contains("line 2' is damaged", Error());
        File.WriteAllLines(path, [lines[1], lines[2]]);
        Assert.Contains("has the number 2", Error());
        File.WriteAllLines(path, lines[..1]);
        Assert.Contains("ends with the entry 1, but current.json says 3", Error());
    }

    [Fact]
    public void A_changed_model_is_told()
    {
        File.WriteAllBytes(_folder.File($"{_first}/policy.onnx"), RegistryModel.Of(3));
        Assert.Contains("is damaged", Error());
    }

    [Fact]
    public void A_version_that_lacks_a_file_is_told()
    {
        File.Delete(_folder.File($"{_first}/card.md"));
        Assert.Contains("has no card.md", Error());
    }

    [Fact]
    public void A_version_that_is_not_used_may_be_deleted_and_its_number_is_not_given_again()
    {
        Directory.Delete(_folder.File(_first), recursive: true);
        using (PolicyRegistry registry = new(_folder.FullName))
        {
            Assert.Single(registry.Versions);
            Assert.Equal(3, registry.Add(RegistryModel.Of(1), RegistryModel.Card, "first again").Number);
        }

        Directory.Delete(_folder.File(_second), recursive: true);
        Assert.Contains($"'{_second}' is in use", Error());
    }

    [Fact]
    public void A_model_that_is_damaged_meanwhile_is_not_promoted()
    {
        using PolicyRegistry registry = new(_folder.FullName);
        File.WriteAllBytes(_folder.File($"{_first}/policy.onnx"), RegistryModel.Of(3));
        Assert.Throws<InvalidDataException>(() => registry.Promote(_first, "why"));
        Assert.Equal(2, RegistryModel.WeightOf(registry.InUse));
        Assert.Equal(3, registry.History.Count);
    }

    public void Dispose() => _folder.Dispose();

    private string Error() => Assert.Throws<InvalidDataException>(() => new PolicyRegistry(_folder.FullName)).Message;
}
