using LearningAccount.App.Portal.Web;
using Microsoft.AspNetCore.Http;

namespace LearningAccount.Tests.Portal;

public sealed class ListRequestTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData("/list")]
    [InlineData("/list?q=an%20maes&show=behind&sort=-left&size=100&page=3")]
    [InlineData("/list?sort=name&on=2025-12-31&known=2026-01-31")]
    public void What_is_asked_stands_in_the_address(string address) => Assert.Equal(address, Read(address).Href());

    [Theory]
    [InlineData("/list?show=%3Cscript%3E&sort=password&size=100000&page=-4")]
    [InlineData("/list?page=99999999999999999999&size=abc")]
    [InlineData("/list?on=yesterday&known=2999-01-01")]
    public void What_cannot_be_asked_is_left_out(string address) => Assert.Equal("/list", Read(address).Href());

    [Fact]
    public void A_column_asked_again_is_sorted_the_other_way_round()
    {
        Assert.Equal("/list?sort=-left", Read("/list").SortHref("left", descendingFirst: true));
        Assert.Equal("/list?sort=left", Read("/list?sort=-left").SortHref("left", descendingFirst: true));
        Assert.Equal("/list?sort=-name", Read("/list?sort=name").SortHref("name", descendingFirst: false));
    }

    [Fact]
    public void Another_filter_or_order_begins_at_the_first_page()
    {
        var list = Read("/list?page=5&q=an");
        Assert.Equal("/list?q=an&show=behind", list.FilterHref("behind"));
        Assert.Equal("/list?q=an&sort=left", list.SortHref("left", descendingFirst: false));
    }

    [Fact]
    public void A_file_of_the_list_has_all_its_pages() =>
        Assert.Equal("/file?q=an&sort=left", Read("/list?q=an&sort=left&page=2&size=25").ExportHref("/file"));

    [Fact]
    public void A_search_longer_than_a_name_is_cut() =>
        Assert.Equal(ListRequest.SearchLength, Read($"/list?q={new string('a', 5000)}").Search.Length);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(5000, 100)]
    public void There_is_always_a_first_page(int rows, int pages) => Assert.Equal(pages, Read("/list").Pages(rows));

    private static ListRequest Read(string address)
    {
        var request = new DefaultHttpContext().Request;
        var parts = address.Split('?');
        request.Path = parts[0];
        request.QueryString = parts.Length > 1 ? new($"?{parts[1]}") : QueryString.Empty;
        return ListRequest.Of(request, PageDates.Of(request.Query, Today), ["behind"], ["name", "left"]);
    }
}
