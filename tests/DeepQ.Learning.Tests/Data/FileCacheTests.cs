using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

public sealed class FileCacheTests
{
    [Fact]
    public void Both_versions_of_control_groups_are_read()
    {
        Assert.Equal(7, FileCache.Of(["anon 5", "inactive_file 6", "active_file 7"]));
        Assert.Equal(9, FileCache.Of(["cache 5", "active_file 7", "total_inactive_file 8", "total_active_file 9"]));
        Assert.Equal(0, FileCache.Of([]));
    }

    [Theory]
    [InlineData("1073741824\n", true)]
    [InlineData("max\n", false)]
    [InlineData("9223372036854771712\n", false)]
    public void A_limit_is_told_from_none(string text, bool isLimit) => Assert.Equal(isLimit, FileCache.IsLimit(text));
}
