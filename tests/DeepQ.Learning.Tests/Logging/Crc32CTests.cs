using DeepQ.Learning.Logging;

namespace DeepQ.Learning.Tests.Logging;

public sealed class Crc32CTests
{
    // RFC 3720, appendix B.4; the last is the check value of the catalog of CRC algorithms.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794Eu)]
    [InlineData("313233343536373839", 0xE3069283u)]
    public void It_gives_the_published_checksums(string hex, uint expected) =>
        Assert.Equal(expected, Crc32C.Of(Convert.FromHexString(hex)));

    [Fact]
    public void A_masked_checksum_is_turned_by_15_bits_and_moved()
    {
        // 0xE3069283 turned right by 15 bits is 0x2507C60D; plus 0xA282EAD8.
        Assert.Equal(0xC78AB0E5u, Crc32C.Masked("123456789"u8));
    }
}
