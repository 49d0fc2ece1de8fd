using System.Net;
using Notifications.Http.Guard;

namespace Notifications.Webhooks.Tests.Guard;

public class AddressRuleTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void Classify_GlobalAddress_IsPublic(string address) => AddressRule.Classify(IPAddress.Parse(address)).ShouldBe(AddressKind.Public);

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff:ffff::1")]
    [InlineData("fec0::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::192.168.1.1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("100.100.100.201")]
    [InlineData("fd00:ec3::1")]
    [InlineData("2001:0:808:808::f5ff:fffe")] // Teredo client 10.0.0.1
    public void Classify_OwnNetwork_IsPrivate(string address) => AddressRule.Classify(IPAddress.Parse(address)).ShouldBe(AddressKind.Private);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.255.255.255")]
    [InlineData("169.254.169.254")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf::1")]
    [InlineData("ff02::1")]
    [InlineData("100::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:20::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2002:a9fe:a9fe::")]
    [InlineData("100.100.100.200")] // Alibaba Cloud
    [InlineData("::ffff:100.100.100.200")]
    [InlineData("168.63.129.16")] // Azure
    [InlineData("fd00:ec2::254")] // AWS
    [InlineData("fd00:ec2::23")]
    [InlineData("fd20:ce::254")] // Google Cloud
    [InlineData("2001:0:a9fe:a9fe::1")] // Teredo server
    public void Classify_SpecialPurpose_IsReserved(string address) => AddressRule.Classify(IPAddress.Parse(address)).ShouldBe(AddressKind.Reserved);

    [Theory]
    [InlineData("8.8.8.8", false, true)]
    [InlineData("10.0.0.1", false, false)]
    [InlineData("10.0.0.1", true, true)]
    [InlineData("169.254.169.254", true, false)]
    [InlineData("255.255.255.255", true, false)]
    public void Allows_ByOption_OnlyPrivateOpens(string address, bool allowPrivate, bool expected) =>
        AddressRule.Allows(IPAddress.Parse(address), allowPrivate).ShouldBe(expected);
}
